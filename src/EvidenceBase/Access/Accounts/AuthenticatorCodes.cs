using Microsoft.AspNetCore.Identity;

namespace EvidenceBase.Access.Accounts;

/// <summary>
/// Checks codes of authenticator apps: six digits of the time of day (RFC 6238), of which Identity takes those of two steps of 30 seconds around
/// the present one as well. A code that was taken is not taken again (section 5.2): who looked over a shoulder comes too late.
/// </summary>
internal sealed class AuthenticatorCodes(TakenCodes taken) : AuthenticatorTokenProvider<Account>
{
    private const int Digits = 6;

    /// <summary>What was typed without the spaces that apps put between digits.</summary>
    public static string Normal(string typed) => string.Concat(typed.Where(letter => !char.IsWhiteSpace(letter)));

    public static bool IsOne(string code) => code.Length == Digits && code.All(char.IsAsciiDigit);

    /// <param name="token">The code. Other ways of writing the same number are none: they would be the same code once more.</param>
    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user) =>
        IsOne(token) && await base.ValidateAsync(purpose, token, manager, user) && await taken.Take(user, token);
}
