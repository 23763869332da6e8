using EvidenceBase.Access.Accounts;
using EvidenceBase.Access.Invitations;
using EvidenceBase.Access.Trail;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace EvidenceBase.Pages.Accounts;

/// <summary>Signing in with an institution, making an account with it, and linking it to the account that one has.</summary>
internal static class InstitutionDesk
{
    private static readonly Problem Refused = new(
        ProblemKind.Unauthenticated, "institution-refused", "The institution's answer could not be taken: it was refused there, came too late, or was not made for this sign-in. Try again.");

    private static readonly Problem NotInvited = new(
        ProblemKind.Forbidden, "not-invited", "Your institution says who you are, and no account here is linked to that. Ask an owner of your study, or whoever administers this server, for an invitation; "
        + "if you have an account already, sign in with its password and link the institution there.");

    public static Task<IResult> Begin(HttpContext http, string? back = null, string? link = null) =>
        Send(http, InstitutionSignIn.Sending(AccountAddresses.InstitutionDone, FormFields.LocalPath(back), link));

    public static Task<IResult> BeginLinking(HttpContext http) =>
        Send(http, InstitutionSignIn.Sending(AccountAddresses.InstitutionConfirm, AccountAddresses.Account));

    public static IResult ShowRefused() => SignInDesk.Page("/", problem: Refused);

    /// <summary>The institution has vouched for somebody: they are signed in, or make an account if they may.</summary>
    public static async Task<IResult> Arrive(HttpContext http, InstitutionSignIn institution, Links links, Deployment deployment, TimeProvider clock)
    {
        if (await institution.Vouched() is not { } person)
            return ShowRefused();
        if (await institution.AccountOf(person) is not { } account)
            return await MayMakeAccount(http, person, links, deployment, clock) ? JoinPage(person, deployment) : await NobodyHere(institution);
        if (!await institution.SignIn(account))
            return await NobodyHere(institution);
        return TypedResults.LocalRedirect(person.Link is null ? FormFields.LocalPath(person.Back) : $"{LinkAddress.Join}?token={Uri.EscapeDataString(person.Link)}");
    }

    public static async Task<IResult> MakeAccount(
        HttpContext http, InstitutionSignIn institution, Links links, NewAccounts accounts, Joining joining, Deployment deployment, AccessTrail trail, TimeProvider clock)
    {
        var form = await FormFields.Of(http);
        if (await institution.Vouched() is not { } person)
            return ShowRefused();
        if (!await MayMakeAccount(http, person, links, deployment, clock))
            return await NobodyHere(institution);
        var wanted = new NewAccount(form.Name("name"), form["displayName"], null);
        var link = await JoinDesk.Find(http, links, person.Link);
        var (account, problem) = await accounts.Make(link, wanted, http.RequestAborted, institution.LoginOf(person));
        if (problem is not null)
            return problem.Kind == ProblemKind.Gone ? PageDesk.Failure(problem) : JoinPage(person, deployment, wanted, problem);
        await trail.Record(http, TrailAction.AccountMade, detail: link is null ? "institution" : InWords.Of(link.Purpose), actor: account!.UserName);
        await institution.Enter(account);
        return link?.Study is null ? TypedResults.LocalRedirect("/") : await JoinDesk.Join(http, joining, link, wanted.Name);
    }

    /// <summary>Whoever made this browser come here may have made it sign in to the institution as themselves: the account's holder confirms.</summary>
    public static async Task<IResult> ConfirmLinking(HttpContext http, InstitutionSignIn institution, UserManager<Account> accounts) => await institution.Vouched() is { } person
        ? LinkPage(await AccountDesk.Own(http, accounts), person)
        : PageDesk.Failure(Refused);

    public static async Task<IResult> Link(
        HttpContext http, InstitutionSignIn institution, UserManager<Account> accounts, AccountSignIn signIn, Sessions sessions, TimeProvider clock)
    {
        var (form, account) = (await FormFields.Of(http), await AccountDesk.Own(http, accounts));
        if (await institution.Vouched() is not { } person)
            return PageDesk.Failure(Refused);
        if (await AccountDesk.NotConfirmed(http, account, form["password"], signIn, sessions, clock) is { } unconfirmed)
            return LinkPage(account, person, unconfirmed);
        return await institution.LinkTo(account, person) is { } problem ? PageDesk.Failure(problem) : TypedResults.LocalRedirect(AccountAddresses.Account);
    }

    public static async Task<IResult> Unlink(HttpContext http, InstitutionSignIn institution, UserManager<Account> accounts) =>
        await institution.Unlink(await AccountDesk.Own(http, accounts)) is { } problem ? PageDesk.Failure(problem) : TypedResults.LocalRedirect(AccountAddresses.Account);

    private static async Task<IResult> Send(HttpContext http, AuthenticationProperties properties)
    {
        try
        {
            await http.ChallengeAsync(InstitutionSignIn.Scheme, properties);
            return TypedResults.Empty;
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or HttpRequestException)
        {
            // What it says of itself could not be fetched.
            return SignInDesk.Page(
                "/", problem: Problem.Conflict("institution-silent", "The institution's sign-in does not answer. Try again later, or sign in in another way."), status: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<bool> MayMakeAccount(HttpContext http, Vouched person, Links links, Deployment deployment, TimeProvider clock) => person.Link is null
        ? deployment.Institution!.IsOpen
        : await JoinDesk.Find(http, links, person.Link) is { } link && link.IsOpenTo(null, clock.GetUtcNow());

    private static async Task<IResult> NobodyHere(InstitutionSignIn institution)
    {
        await institution.Forget();
        return PageDesk.Failure(NotInvited);
    }

    private static RazorComponentResult<InstitutionJoinPage> JoinPage(Vouched person, Deployment deployment, NewAccount? wanted = null, Problem? problem = null) => PageDesk.Form<InstitutionJoinPage>(
        new() { ["Institution"] = deployment.Institution!.Name, ["Wanted"] = wanted ?? new(string.Empty, person.Name, null) }, problem);

    private static RazorComponentResult<InstitutionLinkPage> LinkPage(Account account, Vouched person, Problem? problem = null) => PageDesk.Form<InstitutionLinkPage>(
        new() { ["Account"] = account, ["Person"] = person }, problem);
}
