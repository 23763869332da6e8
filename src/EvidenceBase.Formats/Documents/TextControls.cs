namespace EvidenceBase.Formats.Documents;

internal static class TextControls
{
    /// <summary>Control characters that mean nothing in a text; tab, line ends, vertical tab and form feed do mean something.</summary>
    public static bool IsControl(char character) =>
        character is < ' ' and not ('\t' or '\n' or '\r' or '\v' or '\f') or (>= '\u007F' and < '\u00A0' and not '\u0085');
}
