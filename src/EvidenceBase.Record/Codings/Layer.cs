using System.Text.RegularExpressions;

namespace EvidenceBase.Record.Codings;

/// <summary>What stands behind a layer.</summary>
public enum LayerKind
{
    Person,
    Import,
    Script,
    Consensus,
}

/// <summary>
/// Whose coding a coding is. A layer is a name; the kind follows from it, so that a layer is the same everywhere: <c>import</c>,
/// <c>script</c> and <c>consensus</c>, alone or before a dot (<c>script.topic-model</c>), and every other name is a person's.
/// </summary>
public static partial class Layer
{
    /// <summary>The rule in a sentence, for problems.</summary>
    public const string Rule =
        "A layer is a name of 1 to 64 characters: small letters a to z, digits, dot, underscore and hyphen, beginning with a letter or digit.";

    public static bool IsValid(string? name) => name is not null && Name().IsMatch(name);

    public static LayerKind KindOf(string name) => name.Split('.')[0] switch
    {
        "import" => LayerKind.Import,
        "script" => LayerKind.Script,
        "consensus" => LayerKind.Consensus,
        _ => LayerKind.Person,
    };

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,63}\z")]
    private static partial Regex Name();
}
