using UglyToad.PdfPig.Content;

namespace EvidenceBase.Formats.Documents;

/// <summary>A sign on a page, with its place along the direction it is read in; in points.</summary>
internal readonly record struct PdfSign(string Text, double Start, double End, double Baseline, double Size, TextOrientation Orientation)
{
    private const double LeastSize = 1;

    public static PdfSign Of(Letter letter)
    {
        var (from, to) = (letter.StartBaseLine, letter.EndBaseLine);
        var size = Math.Max(LeastSize, double.IsFinite(letter.PointSize) ? letter.PointSize : LeastSize);
        var (start, end, baseline) = letter.TextOrientation switch
        {
            TextOrientation.Rotate180 => (-from.X, -to.X, -from.Y),
            TextOrientation.Rotate90 => (-from.Y, -to.Y, from.X),
            TextOrientation.Rotate270 => (from.Y, to.Y, -from.X),
            _ => (from.X, to.X, from.Y),
        };
        return new((letter.Value ?? "").Replace("\0", "", StringComparison.Ordinal), Math.Min(start, end), Math.Max(start, end), baseline, size, letter.TextOrientation);
    }

    /// <summary>Drawn twice at nearly the same place, as some programs do for bold.</summary>
    public bool IsSameAs(PdfSign other) =>
        Text == other.Text && !string.IsNullOrWhiteSpace(Text) && Math.Abs(Start - other.Start) < 0.12 * Size && Math.Abs(Baseline - other.Baseline) < 0.12 * Size;
}
