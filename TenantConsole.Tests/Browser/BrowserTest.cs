using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TenantConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TenantConsole.Tests.Browser;

/// <summary>A real browser: Debian's chromium, steered by Playwright. Where it is missing the tests say so; in CI that is a failure.</summary>
public abstract class BrowserTest : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where pictures of pages go: the folder that TENANTCONSOLE_SCREENSHOTS names; without it none are taken.</summary>
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("TENANTCONSOLE_SCREENSHOTS");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "There is no chromium (Debian's package chromium).");
            Assert.Fail("CI has no chromium (Debian's package chromium).");
        }

        // A page may take its time on a machine that does other things too.
        Assertions.SetDefaultExpectTimeout(60_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task<IPage> OpenAsync(Uri console, int width = 1440, ColorScheme colors = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = console.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = colors,
            Locale = "en-US",
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        return page;
    }

    protected static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.GetByLabel("E-mail").FillAsync(ConsoleHost.AdminEmail);
        await page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }).FillAsync(ConsoleHost.AdminPassword);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Overview" })).ToBeVisibleAsync();
    }

    /// <summary>Axe has nothing to say about the page's content.</summary>
    protected static async Task ExpectAccessibleAsync(IPage page)
    {
        var found = await page.Locator("main").RunAxe();
        Assert.Equal("", string.Join('\n', found.Violations.Select(violation => $"{violation.Id}: {string.Join(' ', violation.Nodes.Select(node => node.Html))}")));
    }

    /// <summary>Pictures of a page as it is, light and dark, wide and narrow.</summary>
    protected static async Task PictureAsync(IPage page, string name)
    {
        if (Screenshots is null)
        {
            return;
        }

        foreach (var (width, colors) in new[] { (1440, ColorScheme.Light), (1440, ColorScheme.Dark), (390, ColorScheme.Light), (390, ColorScheme.Dark) })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colors });
            await page.WaitForTimeoutAsync(700);
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, $"{name}-{width}-{colors}.png"), FullPage = true });
        }

        await page.SetViewportSizeAsync(1440, 900);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
    }
}
