using System.Text;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Identity;

namespace EvidenceBase.Access.Accounts;

/// <summary>
/// Which passwords are taken. Length is what counts, as NIST SP 800-63B has it: nothing about kinds of characters, nothing that expires.
/// </summary>
public sealed class Passwords : IPasswordValidator<Account>
{
    /// <summary>In Unicode code points.</summary>
    public const int Shortest = 12;

    /// <summary>In UTF-16 units; what is longer is no password but a load on the hash.</summary>
    public const int Longest = 256;

    private const int FewestDifferentCharacters = 6;
    private static readonly string[] Guessed = ["password", "passwort", "evidencebase", "qwerty", "letmein", "123456", "abcdef", "changeme"];

    /// <summary>The same password, however a keyboard composes its characters.</summary>
    public static string Normal(string password) => password.IsNormalized(NormalizationForm.FormC) ? password : password.Normalize(NormalizationForm.FormC);

    /// <summary>What is wrong with a new password, or null.</summary>
    public static Problem? Refusal(string name, string password) => password switch
    {
        { Length: > Longest } => Bad($"A password has at most {Longest} characters."),
        _ when password.EnumerateRunes().Count() < Shortest => Bad($"A password has at least {Shortest} characters. A few words that do not belong together make a good one."),
        _ when password.EnumerateRunes().Distinct().Count() < FewestDifferentCharacters => Bad("The password repeats too few characters. A few words that do not belong together make a good one."),
        _ when password.Contains(name, StringComparison.OrdinalIgnoreCase) => Bad("The password contains your name. Leave that out."),
        _ when Guessed.FirstOrDefault(word => password.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } word =>
            Bad($"The password contains “{word}”, which is what is guessed first. Leave that out."),
        _ => null,
    };

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) => Task.FromResult(
        Refusal(user.UserName!, password ?? string.Empty) is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = problem.Type, Description = problem.Detail })
            : IdentityResult.Success);

    private static Problem Bad(string detail) => new(ProblemKind.Malformed, "password", detail, "password");
}
