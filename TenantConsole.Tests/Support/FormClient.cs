using System.Net;
using System.Text.RegularExpressions;

namespace TenantConsole.Tests.Support;

/// <summary>A browser reduced to what pages without a circuit need: cookies, a page's form posted with its hidden fields, no redirect followed.</summary>
public sealed partial class FormClient(Func<Uri> address) : IDisposable
{
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
    private HttpClient? _client;

    private HttpClient Client => _client ??= new HttpClient(_handler, disposeHandler: false);

    /// <summary>Where a redirect leads: path and query within the console, the whole address elsewhere.</summary>
    public static string? TargetOf(HttpResponseMessage response)
    {
        var asked = response.RequestMessage!.RequestUri!;
        return response.Headers.Location is not { } location ? null
            : new Uri(asked, location) is var target && target.Authority == asked.Authority ? target.PathAndQuery
            : location.OriginalString;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(address(), path), TestContext.Current.CancellationToken);

    public async Task<string> GetTextAsync(string path)
    {
        using var response = await GetAsync(path);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Opens a page and posts its form with what was filled in.</summary>
    public Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] fields) => SubmitToAsync(path, path, fields);

    /// <summary>The same for a form that is posted to another address.</summary>
    public async Task<HttpResponseMessage> SubmitToAsync(string path, string action, params (string Name, string Value)[] fields)
    {
        var page = await GetTextAsync(path);
        var hidden = HiddenField().Matches(page).Select(field => (field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)));
        return await PostAsync(action, [.. hidden, .. fields]);
    }

    /// <summary>Posts these fields and no others.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Client.PostAsync(new Uri(address(), path), content, TestContext.Current.CancellationToken);
    }

    /// <summary>Opens the sign-in page and posts it.</summary>
    public Task<HttpResponseMessage> SignInAsync(string email = ConsoleHost.AdminEmail, string password = ConsoleHost.AdminPassword, string query = "") =>
        SubmitAsync($"/account/login{query}", ("Input.Email", email), ("Input.Password", password));

    /// <summary>Whether the session is good: an address that does not exist is unknown to who is signed in, and closed to a stranger.</summary>
    public async Task<bool> IsSignedInAsync()
    {
        using var response = await GetAsync("/api/v1/nothing");
        return response.StatusCode == HttpStatusCode.NotFound;
    }

    public void Dispose()
    {
        _client?.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HiddenField();
}
