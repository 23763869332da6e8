using EvidenceBase.Access.Accounts;
using EvidenceBase.Access.Invitations;
using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EvidenceBase.Pages.Accounts;

/// <summary>What opens behind a one-time link: an account is made, a study joined, or both.</summary>
internal static class JoinDesk
{
    public static async Task<IResult> Show(HttpContext http, Links links, PageReads reads, TimeProvider clock, string? token = null)
    {
        var (caller, now) = (Caller.Of(http)?.Name, clock.GetUtcNow());
        var link = await Find(http, links, token);
        if (link is not null && caller is null && link.WaitsForItsHolder(now))
            return TypedResults.LocalRedirect($"{AccountAddresses.SignIn}?back={Uri.EscapeDataString($"{LinkAddress.Join}?token={token}")}");
        if (link is null || !link.IsOpenTo(caller, now))
            return PageDesk.Failure(LinkProblem.NotUsable);
        if (caller is null)
            return await Page(http, reads, link, token!);
        return link.Study is null
            ? PageDesk.Failure(Problem.Conflict("signed-in", $"You are signed in as “{caller}”, and this link makes another account. Sign out first, or open it in another browser."))
            : PageDesk.Page<JoinStudyPage>(new() { ["Link"] = link, ["Token"] = token, ["Title"] = await Title(http, reads, link), ["Name"] = caller });
    }

    public static async Task<IResult> MakeAccount(
        HttpContext http, Links links, NewAccounts accounts, AccountSignIn signIn, Joining joining, PageReads reads, AccessTrail trail, TimeProvider clock)
    {
        var form = await FormFields.Of(http);
        if (await Find(http, links, form["token"]) is not { } link || !link.IsOpenTo(null, clock.GetUtcNow()))
            return PageDesk.Failure(LinkProblem.NotUsable);
        var wanted = new NewAccount(form.Name("name"), form["displayName"], form["password"]);
        if (form["password"] != form["again"])
            return await Page(http, reads, link, form["token"], wanted, new(ProblemKind.Malformed, "password-again", "The two passwords are not the same.", "again"));
        var (account, problem) = await accounts.Make(link, wanted, http.RequestAborted);
        if (problem is { Kind: ProblemKind.Gone })
            return PageDesk.Failure(problem);
        if (problem is not null)
            return await Page(http, reads, link, form["token"], wanted, problem);
        await trail.Record(http, TrailAction.AccountMade, detail: InWords.Of(link.Purpose), actor: account!.UserName);
        await signIn.Enter(account, SignInMethod.Password);
        return link.Study is null ? TypedResults.LocalRedirect("/") : await Join(http, joining, link, wanted.Name);
    }

    public static async Task<IResult> JoinStudy(HttpContext http, Links links, Joining joining, TimeProvider clock)
    {
        var (form, name) = (await FormFields.Of(http), Caller.Required(http).Name);
        return await Find(http, links, form["token"]) is { Study: not null } link && link.IsOpenTo(name, clock.GetUtcNow())
            ? await Join(http, joining, link, name)
            : PageDesk.Failure(LinkProblem.NotUsable);
    }

    /// <summary>Links that make an account or a member; others have pages of their own.</summary>
    public static async Task<Link?> Find(HttpContext http, Links links, string? token) =>
        await links.Find(token, http.RequestAborted) is { Purpose: not LinkPurpose.NewPassword } link ? link : null;

    public static async Task<IResult> Join(HttpContext http, Joining joining, Link link, string name) =>
        await joining.Join(link, name, http.RequestAborted) is { } problem
            ? PageDesk.Failure(problem)
            : TypedResults.LocalRedirect(new Addresses(link.Study!, null).Study);

    private static async Task<string?> Title(HttpContext http, PageReads reads, Link link) =>
        link.Study is null ? null : await reads.Title(link.Study, http.RequestAborted);

    private static async Task<RazorComponentResult<JoinPage>> Page(
        HttpContext http, PageReads reads, Link link, string token, NewAccount? wanted = null, Problem? problem = null) => PageDesk.Form<JoinPage>(
        new() { ["Link"] = link, ["Token"] = token, ["Title"] = await Title(http, reads, link), ["Wanted"] = wanted }, problem);
}
