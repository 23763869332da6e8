using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EvidenceBase.Record.Agreement;

/// <summary>
/// A hash of everything that a measurement looked at, which anybody can make again from the record: SHA-256 over lines of UTF-8, each ending
/// in LF. First <c>evidencebase agreement inputs 1</c>; then a line for every layer, document and code, in order; then one for every span.
/// </summary>
public static class InputsHash
{
    private const int LongestLine = 80;

    /// <returns>Lower-case hexadecimal.</returns>
    public static string Of(AgreementData data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Head(data)));
        var buffer = new byte[1 << 16];
        var at = 0;
        foreach (var span in data.Spans.Span)
        {
            if (buffer.Length - at < LongestLine)
            {
                hash.AppendData(buffer, 0, at);
                at = 0;
            }

            at += Write(span, buffer.AsSpan(at));
        }

        hash.AppendData(buffer, 0, at);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Head(AgreementData data)
    {
        var lines = new StringBuilder("evidencebase agreement inputs 1\n");
        foreach (var layer in data.Layers)
            lines.Append(CultureInfo.InvariantCulture, $"layer {layer}\n");
        foreach (var document in data.Documents)
        {
            var coded = data.Layers.Where(document.Layers.Contains);
            lines.Append(CultureInfo.InvariantCulture, $"document {document.Id} {document.Revision} {document.Length} {string.Join(',', coded)}\n");
        }

        foreach (var code in data.Codes)
            lines.Append(CultureInfo.InvariantCulture, $"code {code.Id}\n");
        return lines.ToString();
    }

    /// <summary>Indices of document, code and layer, start, end, and the weight or a hyphen.</summary>
    private static int Write(CodedSpan span, Span<byte> line)
    {
        var at = 0;
        foreach (var number in (ReadOnlySpan<int>)[span.Document, span.Code, span.Layer, span.Start, span.End])
        {
            Utf8Formatter.TryFormat(number, line[at..], out var written);
            at += written;
            line[at++] = (byte)' ';
        }

        if (span.Weight is { } weight)
        {
            Utf8Formatter.TryFormat(weight, line[at..], out var written);
            at += written;
        }
        else
        {
            line[at++] = (byte)'-';
        }

        line[at++] = (byte)'\n';
        return at;
    }
}
