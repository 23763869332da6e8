namespace EvidenceBase.Record.Kernel;

/// <summary>
/// That the texts of something were erased, as a fact of its row in the register. From there whoever keeps the keys learns, also after a
/// crash, which of them are to be destroyed.
/// </summary>
public static class ErasureFacts
{
    public const string Erased = "erased";

    public static IReadOnlyDictionary<string, string> Of() => new Dictionary<string, string> { [Erased] = "true" };

    public static bool IsErased(Registered thing) => thing.Fact(Erased) is "true";

    /// <summary>The problem of erasing without having named what is erased: it cannot be undone.</summary>
    public static Problem? NotConfirmed(string kind, string key, string confirmed) => confirmed == key
        ? null
        : Problem.Unprocessable("not-confirmed", $"Erasing cannot be undone. To confirm it, repeat the {kind}'s key, “{key}”; this was “{confirmed}”.", "confirm");
}
