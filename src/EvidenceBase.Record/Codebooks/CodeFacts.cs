using System.Globalization;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codebooks;

/// <summary>What the register tells other words of a code, so that it can be applied without loading the codebook.</summary>
public static class CodeFacts
{
    /// <summary>The version of the codebook that brought the code's present definition.</summary>
    public const string CodebookVersion = "codebookVersion";

    /// <summary>Whether the code may be applied.</summary>
    public const string Codable = "codable";

    public static long CodebookVersionOf(Registered code) => long.Parse(
        code.Fact(CodebookVersion) ?? throw new ArgumentException($"The code “{code.Name}” states no {CodebookVersion}."), CultureInfo.InvariantCulture);

    public static bool IsCodable(Registered code) => code.Fact(Codable) is not "false";

    internal static Dictionary<string, string> Of(long codebookVersion, bool codable) => new()
    {
        [CodebookVersion] = codebookVersion.ToString(CultureInfo.InvariantCulture),
        [Codable] = codable ? "true" : "false",
    };
}
