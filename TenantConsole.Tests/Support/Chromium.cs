using Microsoft.Playwright;

namespace TenantConsole.Tests.Support;

/// <summary>A real browser without a window: Debian's Chromium, with a fresh profile for each page.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] }));
    }

    /// <summary>A page that shares nothing with others.</summary>
    public Task<IPage> NewPageAsync(Uri address, ColorScheme colors = ColorScheme.Light, int width = 1280, int height = 800) => _browser.NewPageAsync(new BrowserNewPageOptions
    {
        BaseURL = address.ToString(),
        ColorScheme = colors,
        ViewportSize = new ViewportSize { Width = width, Height = height },
    });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
