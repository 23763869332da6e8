using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;

namespace EvidenceBase.Access;

/// <summary>What is decided about a request, before anything else looks at it.</summary>
/// <param name="Problem">Why it is refused; null where it may pass.</param>
/// <param name="SignIn">Whether signing in could help.</param>
/// <param name="Rights">What the caller may do in the study, where the endpoint is one of a study's.</param>
public sealed record Verdict(Problem? Problem, bool SignIn, IReadOnlySet<Right> Rights)
{
    private static readonly IReadOnlySet<Right> None = new HashSet<Right>();

    public static Verdict Pass(IReadOnlySet<Right>? rights = null) => new(null, false, rights ?? None);

    public static Verdict Refuse(Problem problem, bool signIn = false) => new(problem, signIn, None);
}

/// <summary>
/// The one place that decides who may do what: from the rule that the endpoint carries, the caller, and the caller's role in the study.
/// What is not allowed is refused. Whoever has no role in a study is told what they would be told if it did not exist.
/// </summary>
public static class AccessRule
{
    /// <param name="rule">What the endpoint carries; null where it carries nothing.</param>
    /// <param name="study">The study that the address names.</param>
    /// <param name="role">The caller's role in it.</param>
    public static Verdict Decide(AccessAttribute? rule, Caller? caller, string? study, Role? role)
    {
        if (rule is OpenToAnyoneAttribute)
            return Verdict.Pass();
        if (rule is null)
            return Verdict.Refuse(new(ProblemKind.Forbidden, "no-rule", "This address has no rule that says who may use it, so nobody may."));
        if (caller is null)
        {
            return Verdict.Refuse(
                new(ProblemKind.Unauthenticated, "not-signed-in", "Sign in, or send an access token: Authorization: Bearer …"), signIn: true);
        }

        return rule switch
        {
            NeedsSignInAttribute { InPerson: true } when caller.Token is not null => Verdict.Refuse(InPerson()),
            NeedsSignInAttribute => Verdict.Pass(),
            NeedsAdministratorAttribute => caller is { Token: null } and ({ OwnsEverything: true } or { Administers: true })
                ? Verdict.Pass()
                : Verdict.Refuse(new(ProblemKind.Forbidden, "not-an-administrator", "Only an administrator of this service may do that, in person.")),
            NeedsAttribute needs => InStudy(needs.Right, caller, study ?? throw new InvalidOperationException("A right is needed in no study."), role),
            _ => throw new InvalidOperationException($"{rule.GetType().Name} is no rule that is known."),
        };
    }

    /// <summary>What a caller may do in a study: what the role allows, and of it only what the token was made for.</summary>
    public static IReadOnlySet<Right> RightsOf(Caller caller, string study, Role? role)
    {
        var allowed = caller.OwnsEverything ? RoleRights.Of(Role.Owner) : role is { } has ? RoleRights.Of(has) : new HashSet<Right>();
        if (caller.TokenStudy is not null && caller.TokenStudy != study)
            return new HashSet<Right>();
        return caller.TokenRights is { } limited ? allowed.Where(limited.Contains).ToHashSet() : allowed;
    }

    private static Verdict InStudy(Right right, Caller caller, string study, Role? role)
    {
        var rights = RightsOf(caller, study, role);
        if (rights.Contains(right))
            return Verdict.Pass(rights);
        if (rights.Count == 0)
            return Verdict.Refuse(Problem.NotFound(Kinds.Study, study));
        var roleAllows = caller.OwnsEverything || RoleRights.Of(role!.Value).Contains(right);
        return Verdict.Refuse(new(
            ProblemKind.Forbidden,
            "not-allowed",
            roleAllows
                ? $"The access token “{caller.Token}” was not made for this: it lacks the right “{right}”."
                : $"As {role} you may not do this; it takes one of: {string.Join(", ", RoleRights.WithRight(right))}. Ask an owner of the study."));
    }

    private static Problem InPerson() =>
        new(ProblemKind.Forbidden, "in-person-only", "An access token cannot do this; sign in yourself.");
}
