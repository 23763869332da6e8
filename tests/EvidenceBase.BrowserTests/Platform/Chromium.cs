using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace EvidenceBase.BrowserTests.Platform;

/// <summary>A headless Chromium with one page, driven over the DevTools protocol.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Variable = "EVIDENCEBASE_CHROMIUM";
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly DirectoryInfo profile;
    private readonly ClientWebSocket socket = new();
    private readonly List<string> complaints = [];
    private readonly HashSet<string> running = [];
    private string session = string.Empty;
    private int sent;

    private Chromium(Process process, DirectoryInfo profile) => (this.process, this.profile) = (process, profile);

    /// <summary>What the browser's console shows of security policies and failed scripts; that there is no icon is none of it.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <param name="host">A name that is found at this port of this machine, over TLS.</param>
    public static async Task<Chromium> Start(string host, int port)
    {
        var profile = Directory.CreateTempSubdirectory("evidencebase-chromium-");
        var start = new ProcessStartInfo(Executable()) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[]
        {
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--ignore-certificate-errors", string.Create(CultureInfo.InvariantCulture, $"--host-resolver-rules=MAP {host}:443 127.0.0.1:{port}"),
            $"--user-data-dir={profile.FullName}", "--remote-debugging-port=0", "about:blank",
        })
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var browser = new Chromium(process, profile);
        await browser.Connect();
        return browser;
    }

    public async Task<JsonNode> Send(string method, JsonObject? parameters = null)
    {
        var id = ++sent;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session.Length > 0)
            message["sessionId"] = session;
        using var limit = new CancellationTokenSource(Patience);
        await socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
        while (true)
        {
            var answer = await Receive(limit.Token);
            if (answer["id"]?.GetValue<int>() != id)
                Note(answer);
            else if (answer["error"] is { } error)
                throw new InvalidOperationException($"{method}: {error.ToJsonString()}");
            else
                return answer["result"]!;
        }
    }

    public Task Open(string address) => Send("Page.navigate", new() { ["url"] = address });

    /// <summary>Does what leads to another page – or to the same anew – and waits until that is there.</summary>
    public async Task Leave(Func<Task> act)
    {
        await Evaluate("globalThis.left = true");
        await act();
        await Until("globalThis.left === undefined && document.readyState === 'complete'");
    }

    public Task OpenWhole(string address) => Leave(() => Open(address));

    /// <summary>Has a script run in every page that is opened from now on, before those of the page.</summary>
    public async Task RunInEveryPage(string script)
    {
        if (running.Add(script))
            await Send("Page.addScriptToEvaluateOnNewDocument", new() { ["source"] = script });
    }

    /// <param name="width">In CSS pixels.</param>
    public async Task Look(int width, bool dark)
    {
        await Send("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await Send("Emulation.setScrollbarsHidden", new() { ["hidden"] = true });
        await Send("Emulation.setEmulatedMedia", new()
        {
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }),
        });
    }

    public Task PressTab() => Press("Tab", 9, null);

    public Task PressEnter() => Press("Enter", 13, "\r");

    /// <summary>Types into what has the focus.</summary>
    public Task Type(string text) => Send("Input.insertText", new() { ["text"] = text });

    /// <summary>Is from now on the browser of whoever has these cookies, and of nobody else.</summary>
    public async Task Become(string address, IReadOnlyDictionary<string, string> cookies)
    {
        await Send("Network.clearBrowserCookies");
        complaints.Clear();
        foreach (var (name, value) in cookies)
            await Send("Network.setCookie", new() { ["name"] = name, ["value"] = value, ["url"] = address, ["path"] = "/", ["secure"] = address.StartsWith("https", StringComparison.Ordinal), ["httpOnly"] = true });
    }

    /// <summary>The value of an expression in the page.</summary>
    public Task<string> Evaluate(string expression) => Run($"String({expression})");

    /// <summary>What a promise in the page comes to; it is text.</summary>
    public Task<string> Await(string promise) => Run(promise);

    /// <summary>Waits until a condition holds in the page; the pages come and go meanwhile.</summary>
    public async Task Until(string condition)
    {
        var waited = Stopwatch.StartNew();
        while (await Evaluate(condition) != "true")
        {
            if (waited.Elapsed > Patience)
                throw new TimeoutException($"{condition} does not hold on {await Evaluate("location.href")}: {await Evaluate("document.body.innerText")}\n{string.Join('\n', complaints)}");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    public Task Fill(string selector, string value) => Evaluate($"document.querySelector({Quoted(selector)}).value = {Quoted(value)}");

    public Task Click(string selector) => Evaluate($"document.querySelector({Quoted(selector)}).click()");

    public async Task Screenshot(string file) =>
        await File.WriteAllBytesAsync(file, Convert.FromBase64String((await Send("Page.captureScreenshot", new() { ["captureBeyondViewport"] = true }))["data"]!.GetValue<string>()));

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        profile.Delete(recursive: true);
    }

    private async Task<string> Run(string expression)
    {
        var result = await Send("Runtime.evaluate", new() { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        return result["exceptionDetails"] is null ? result["result"]!["value"]!.GetValue<string>() : string.Empty;
    }

    /// <param name="code">Of the key, as browsers number them.</param>
    /// <param name="text">What it types; null for a key that types nothing.</param>
    private async Task Press(string key, int code, string? text)
    {
        foreach (var type in new[] { text is null ? "rawKeyDown" : "keyDown", "keyUp" })
            await Send("Input.dispatchKeyEvent", new() { ["type"] = type, ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code, ["text"] = type == "keyDown" ? text! : string.Empty });
    }

    private static string Quoted(string text) => JsonValue.Create(text).ToJsonString();

    private static string Executable()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"These tests need a Chromium: install one (apt-get install chromium), or name it in {Variable}.");
    }

    private async Task Connect()
    {
        var (file, waited) = (Path.Combine(profile.FullName, "DevToolsActivePort"), Stopwatch.StartNew());
        while (!File.Exists(file) || (await File.ReadAllLinesAsync(file)).Length < 2)
        {
            if (process.HasExited || waited.Elapsed > Patience)
                throw new InvalidOperationException("Chromium did not start.");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        var lines = await File.ReadAllLinesAsync(file);
        await socket.ConnectAsync(new($"ws://127.0.0.1:{lines[0]}{lines[1]}"), CancellationToken.None);
        var page = (await Send("Target.getTargets"))["targetInfos"]!.AsArray().First(target => target!["type"]!.GetValue<string>() == "page")!["targetId"]!.GetValue<string>();
        session = (await Send("Target.attachToTarget", new() { ["targetId"] = page, ["flatten"] = true }))["sessionId"]!.GetValue<string>();
        foreach (var domain in new[] { "Page", "Runtime", "Log" })
            await Send($"{domain}.enable");
    }

    private async Task<JsonNode> Receive(CancellationToken cancellation)
    {
        using var whole = new MemoryStream();
        var part = new byte[64 * 1024];
        WebSocketReceiveResult received;
        do
        {
            received = await socket.ReceiveAsync(part, cancellation);
            whole.Write(part, 0, received.Count);
        }
        while (!received.EndOfMessage);
        return JsonNode.Parse(whole.ToArray())!;
    }

    private void Note(JsonNode message)
    {
        var text = message["method"]?.GetValue<string>() switch
        {
            "Log.entryAdded" when message["params"]!["entry"]!["source"]!.GetValue<string>() != "network" => message["params"]!["entry"]!["text"]!.GetValue<string>(),
            "Runtime.exceptionThrown" => message["params"]!["exceptionDetails"]!.ToJsonString(),
            _ => null,
        };
        if (text is not null)
            complaints.Add(text);
    }
}
