using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Access.Accounts;

/// <summary>An authenticator app (RFC 6238, RFC 4226): it knows a key and the time.</summary>
internal sealed class AuthenticatorApp(byte[] key)
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Seconds = 30;

    /// <param name="steps">How many codes later (or earlier) than the present one.</param>
    public string Code(int steps = 0) => At(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / Seconds + steps);

    public string At(long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // what authenticator apps compute
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads the key from the set-up page.</summary>
    public static AuthenticatorApp Of(TestPage page)
    {
        var (bytes, buffer, bits) = (new List<byte>(), 0, 0);
        foreach (var letter in WebUtility.HtmlDecode(Regex.Match(page.Text, "<code class=\"secret\">([^<]+)</code>").Groups[1].Value).Replace(" ", string.Empty, StringComparison.Ordinal))
        {
            (buffer, bits) = ((buffer << 5) | Base32.IndexOf(letter, StringComparison.Ordinal), bits + 5);
            if (bits < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
            buffer &= (1 << bits) - 1;
        }

        return new([.. bytes]);
    }

    /// <summary>Sets an app up for whoever is signed in there. The code that it takes is the latest that counts, so that the others remain.</summary>
    public static async Task<(AuthenticatorApp App, IReadOnlyList<string> RecoveryCodes)> SetUp(TestBrowser browser)
    {
        var page = await browser.Get("/account/second-factor");
        var app = Of(page);
        var done = await browser.Submit(page, "/account/second-factor", ("code", app.Code(2)), ("password", ServerService.Password));
        done.Status.ShouldBe(200, done.Text);
        return (app, RecoveryCodesOn(done));
    }

    public static IReadOnlyList<string> RecoveryCodesOn(TestPage page) =>
        [.. Regex.Matches(page.Text, "<li><code>([^<]+)</code></li>").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];
}
