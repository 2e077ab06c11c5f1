namespace TenantConsole.Security;

/// <summary>
/// Lets one try at a time look at an account's password, so that many at once cannot each find the count of wrong ones still low. Accounts share a fixed number of
/// doors; which one is nobody's choice.
/// </summary>
internal sealed class SignInGate : IDisposable
{
    private readonly SemaphoreSlim[] _doors = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the account's turn; disposing what comes back ends it.</summary>
    public async Task<IDisposable> EnterAsync(string normalizedEmail, CancellationToken cancellationToken)
    {
        // string.GetHashCode is seeded anew in every process.
        var door = _doors[(uint)normalizedEmail.GetHashCode(StringComparison.Ordinal) % _doors.Length];
        await door.WaitAsync(cancellationToken);
        return new Turn(door);
    }

    public void Dispose()
    {
        foreach (var door in _doors)
        {
            door.Dispose();
        }
    }

    private sealed class Turn(SemaphoreSlim door) : IDisposable
    {
        public void Dispose() => door.Release();
    }
}
