using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>What a browser does without a person: keeps cookies, fills in forms and sends them with what is hidden in them.</summary>
public sealed partial class TestBrowser(ServerService server) : IDisposable
{
    private readonly HttpClient http = server.Client();

    public Dictionary<string, string> Cookies { get; init; } = [];

    /// <summary>The name under which <see cref="MakeAccount"/> made an account.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>Another browser that stole this one's cookies.</summary>
    public TestBrowser Copy() => new(server) { Cookies = new(Cookies), Name = Name };

    public Task<TestPage> Get(string path) => Send(new(HttpMethod.Get, path));

    /// <summary>Opens a page, fills in its form and sends it.</summary>
    /// <param name="action">Where the form is sent; tells it from others on the page.</param>
    public async Task<TestPage> Submit(string page, string action, params (string Name, string Value)[] fields)
    {
        var opened = await Get(page);
        opened.Status.ShouldBe(200, $"{page}: {opened.Text}");
        return await Submit(opened, action, fields);
    }

    public Task<TestPage> Submit(TestPage page, string action, params (string Name, string Value)[] fields)
    {
        var hidden = page.Hidden(action);
        foreach (var (name, value) in fields)
            hidden[name] = value;
        return Send(new(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(hidden) });
    }

    /// <summary>Sends a command and waits until the views show it.</summary>
    public Task<TestPage> SendJson(HttpMethod method, string path, string json)
    {
        var request = new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("Prefer", "wait=30");
        return Send(request);
    }

    public async Task<TestPage> Send(HttpRequestMessage request)
    {
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var _ = request;
        using var response = await http.SendAsync(request);
        var set = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.ToList() : [];
        foreach (var cookie in set)
        {
            var (name, value) = (cookie.Split('=')[0], cookie.Split(';')[0].Split('=', 2)[1]);
            if (value.Length == 0)
                Cookies.Remove(name);
            else
                Cookies[name] = value;
        }

        return new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.Location?.ToString(),
            set,
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value)));
    }

    public async Task<TestPage> MakeAccount(string link, string name, string password = ServerService.Password, string displayName = "")
    {
        Name = name;
        return await Submit(link, "/join", ("name", name), ("displayName", displayName), ("password", password), ("again", password));
    }

    public Task<TestPage> SignIn(string name, string password = ServerService.Password, string back = "/") =>
        Submit($"/sign-in?back={Uri.EscapeDataString(back)}", "/sign-in", ("name", name), ("password", password));

    /// <summary>Whether somebody is signed in in it.</summary>
    public async Task<bool> IsSignedIn() => (await Get("/account")).Status == 200;

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""<input(?=[^>]*type="hidden")[^>]*>""")]
    internal static partial Regex HiddenInput();
}

/// <param name="SetCookies">As they were sent.</param>
public sealed record TestPage(int Status, string Text, string? Location, IReadOnlyList<string> SetCookies, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The hidden fields of the first form that is sent there.</summary>
    public Dictionary<string, string> Hidden(string action)
    {
        var form = Regex.Match(Text, $"""<form[^>]*action="{Regex.Escape(action)}"[^>]*>(.*?)</form>""", RegexOptions.Singleline);
        form.Success.ShouldBeTrue($"no form that is sent to {action} in {Text}");
        return TestBrowser.HiddenInput().Matches(form.Groups[1].Value).ToDictionary(
            input => Attribute(input.Value, "name"), input => WebUtility.HtmlDecode(Attribute(input.Value, "value")));
    }

    /// <summary>What the alert on the page says.</summary>
    public string Alert => WebUtility.HtmlDecode(Regex.Match(Text, """role="alert"[^>]*>(.*?)</p>""", RegexOptions.Singleline).Groups[1].Value);

    private static string Attribute(string tag, string name) => Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"").Groups[1].Value;
}
