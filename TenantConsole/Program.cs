using TenantConsole.Components;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
builder.Services.AddConsoleUi();

var app = builder.Build();
app.UseConsoleUi();
app.MapConsoleUi();
await app.RunAsync();
