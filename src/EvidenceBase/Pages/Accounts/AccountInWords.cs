using EvidenceBase.Access.Accounts;

namespace EvidenceBase.Pages.Accounts;

internal static class AccountInWords
{
    /// <summary>“password and app, 2 passkeys”; “nothing” where somebody has lost all of it.</summary>
    public static string SignsInBy(AccountSummary account)
    {
        var ways = new List<string>();
        if (account.HasPassword)
            ways.Add(account.HasSecondFactor ? "password and app" : "password");
        if (account.Passkeys > 0)
            ways.Add(InWords.Count(account.Passkeys, "passkey", "passkeys"));
        if (account.Institution is not null)
            ways.Add(account.Institution);
        return ways.Count == 0 ? "nothing" : string.Join(", ", ways);
    }
}
