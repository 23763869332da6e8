using System.Globalization;

namespace EvidenceBase.Formats.Documents;

/// <summary>Counts what a reader leaves out, so that each sort of it becomes one finding. No word of the document stands in a finding.</summary>
internal sealed class Losses
{
    private const int MostPlaces = 5;

    private readonly Dictionary<Loss, (int Count, List<int> Places)> counted = [];
    private readonly List<(string Item, string Detail)> told = [];

    /// <param name="place">In code points of the text, where it is known.</param>
    public void Count(Loss loss, int? place = null, int amount = 1)
    {
        if (amount == 0)
            return;
        if (!counted.TryGetValue(loss, out var entry))
            entry = (0, []);
        if (place is { } at && entry.Places.Count <= MostPlaces && !entry.Places.Contains(at))
            entry.Places.Add(at);
        counted[loss] = (entry.Count + amount, entry.Places);
    }

    public void Tell(string item, string detail)
    {
        if (!told.Contains((item, detail)))
            told.Add((item, detail));
    }

    public List<Finding> Findings(string file) =>
    [
        .. told.Select(finding => new Finding(file, finding.Item, null, finding.Detail)),
        .. counted.OrderBy(entry => entry.Key).Select(entry =>
            new Finding(file, LossTexts.Item(entry.Key), null, LossTexts.Sentence(entry.Key, entry.Value.Count) + Where(entry.Value.Places))),
    ];

    private static string Where(List<int> places)
    {
        if (places.Count == 0)
            return "";
        var shown = string.Join(", ", places.Take(MostPlaces).Select(place => place.ToString(CultureInfo.InvariantCulture)));
        return $" At {(places.Count == 1 ? "code point" : "code points")} {shown}{(places.Count > MostPlaces ? " and further on" : "")}.";
    }
}
