// The dialog that tells of a lost connection. blazor.web.js announces each state on the element; a circuit that the server no longer has means a fresh page.
const dialog = document.getElementById('components-reconnect-modal');

dialog.addEventListener('components-reconnect-state-changed', event => {
  switch (event.detail.state) {
    case 'show':
      dialog.showModal();
      break;
    case 'hide':
      dialog.close();
      break;
    case 'failed':
      document.addEventListener('visibilitychange', retryWhenSeen);
      break;
    case 'rejected':
      location.reload();
      break;
  }
});
dialog.addEventListener('cancel', event => event.preventDefault());
dialog.querySelector('[data-reconnect]').addEventListener('click', reconnect);
dialog.querySelector('[data-resume]').addEventListener('click', resume);

async function reconnect() {
  document.removeEventListener('visibilitychange', retryWhenSeen);
  try {
    // False: the server answered but has let the circuit go.
    if (!await Blazor.reconnect() && !await Blazor.resumeCircuit())
      location.reload();
    else
      dialog.close();
  } catch {
    document.addEventListener('visibilitychange', retryWhenSeen); // still unreachable: the dialog stays
  }
}

async function resume() {
  if (await Blazor.resumeCircuit())
    dialog.close();
  else
    location.reload();
}

async function retryWhenSeen() {
  if (document.visibilityState === 'visible')
    await reconnect();
}
