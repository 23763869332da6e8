using System.Globalization;

namespace EvidenceBase.Record.Audit;

/// <summary>Where the files of a release lie in a bundle, by the position that it names.</summary>
public static class ReleaseFiles
{
    public const string Folder = "releases/";

    public const string CheckpointEnding = ".checkpoint";

    public static string Checkpoint(long position) => Path(position, CheckpointEnding);

    /// <summary>The proof that the history at the release is the beginning of the bundle's.</summary>
    public static string Consistency(long position) => Path(position, ".consistency.json");

    private static string Path(long position, string ending) => string.Create(CultureInfo.InvariantCulture, $"{Folder}{position}{ending}");
}
