using System.Text;

namespace EvidenceBase.Formats;

/// <summary>Text files as this project reads and writes them: UTF-8, read strictly and up to a size, written with LF and without a mark.</summary>
public static class FileText
{
    /// <summary>Files larger than this are not study files; in bytes.</summary>
    public const int MaximumBytes = 32 * 1024 * 1024;

    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without a byte order mark, or the sentence that says why it cannot be read.</summary>
    public static (string? Text, string? Fault) Read(Stream stream)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > MaximumBytes)
                return (null, $"The file is larger than {MaximumBytes / (1024 * 1024)} MB.");
            bytes.Write(buffer, 0, read);
        }

        var content = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        if (content.StartsWith(Encoding.Unicode.Preamble) || content.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return (null, "The file is UTF-16. Save it as UTF-8.");
        if (content.StartsWith(Encoding.UTF8.Preamble))
            content = content[Encoding.UTF8.Preamble.Length..];
        try
        {
            var text = Utf8.GetString(content);
            return text.Contains('\0', StringComparison.Ordinal)
                ? (null, "The file holds the character NUL and is no text. Save it as UTF-8.")
                : (text, null);
        }
        catch (DecoderFallbackException fault)
        {
            return (null, $"The file is not UTF-8 (byte {fault.Index + 1} cannot be read). Save it as UTF-8.");
        }
    }
}
