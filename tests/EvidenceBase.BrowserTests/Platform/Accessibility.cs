using System.Globalization;
using System.Text.Json.Nodes;

namespace EvidenceBase.BrowserTests.Platform;

/// <summary>
/// What a page does that WCAG 2.2, levels A and AA, forbids: as axe-core finds it, in both colour schemes; and what axe does not try – the page is reached and
/// seen whole by the keyboard (2.1.1, 2.1.2, 2.4.7), and in a window of 320 CSS pixels nothing of it has to be scrolled sideways (1.4.10).
/// </summary>
internal sealed class Accessibility
{
    /// <summary>Names a folder into which a picture of every page is put, to be looked at.</summary>
    private const string Pictures = "EVIDENCEBASE_SCREENSHOTS";

    private const string Everything = "runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], rules: { 'target-size': { enabled: true } }";
    private const string Contrast = "runOnly: { type: 'rule', values: ['color-contrast'] }";

    private const string Axe =
        """
        axe.run(document, { {0}, resultTypes: ['violations'] }).then(found => JSON.stringify(found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary}`))))
        """;

    /// <summary>
    /// Gives the focus to everything that one can act on, and says what is left out by the keyboard and where the focus is not seen. The browser
    /// shows the focus to scripts as to the keyboard if a key was the last that was used.
    /// </summary>
    private const string Focus =
        """
        JSON.stringify([...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=region]')]
            .filter(one => !one.disabled && one.ariaHidden !== 'true' && one.checkVisibility({ visibilityProperty: true }))
            .map(one => {
                one.focus();
                const [style, place] = [getComputedStyle(one), one.getBoundingClientRect()];
                return one.tabIndex < 0 || document.activeElement !== one ? `the keyboard does not reach ${one.outerHTML.slice(0, 120)}`
                    : style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2
                        || place.width === 0 || place.right <= 0 || place.bottom <= 0 || place.left >= innerWidth || place.top >= innerHeight ? `the focus is not seen on ${one.outerHTML.slice(0, 120)}`
                    : null;
            })
            .filter(one => one))
        """;

    private const int Narrow = 320;
    private const int Wide = 1400;

    private readonly Chromium browser;
    private readonly List<string> wrong = [];
    private readonly List<string> tried = [];

    private Accessibility(Chromium browser) => this.browser = browser;

    /// <summary>All that was found, page by page.</summary>
    public IReadOnlyList<string> Wrong => wrong;

    /// <summary>The names of the pages that were tried.</summary>
    public IReadOnlyList<string> Tried => tried;

    public static async Task<Accessibility> In(Chromium browser)
    {
        await browser.RunInEveryPage(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "axe.min.js")));
        return new(browser);
    }

    /// <summary>Tries the page that the browser shows.</summary>
    public async Task Try(string page)
    {
        tried.Add(page);
        await Picture(page);
        await browser.Look(Wide, dark: true);
        await AskAxe(page, Contrast);
        await browser.Look(Narrow, dark: false);
        await AskAxe(page, Everything);
        var width = int.Parse(await browser.Evaluate("document.documentElement.scrollWidth"), CultureInfo.InvariantCulture);
        if (width > Narrow)
            wrong.Add($"{page}: is {width} pixels wide in a window of {Narrow}");
        await browser.PressTab();
        await Add(page, browser.Evaluate(Focus));
    }

    private Task AskAxe(string page, string rules) => Add(page, browser.Await(Axe.Replace("{0}", rules, StringComparison.Ordinal)));

    private async Task Add(string page, Task<string> found)
    {
        foreach (var one in JsonNode.Parse(await found)!.AsArray())
            wrong.Add($"{page}: {one!.GetValue<string>()}");
    }

    private async Task Picture(string page)
    {
        if (Environment.GetEnvironmentVariable(Pictures) is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        foreach (var (width, dark) in new[] { (390, false), (1400, false), (1400, true) })
        {
            await browser.Look(width, dark);
            var name = string.Concat(page.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'));
            await browser.Screenshot(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{width}{(dark ? "-dark" : null)}.png")));
        }
    }
}
