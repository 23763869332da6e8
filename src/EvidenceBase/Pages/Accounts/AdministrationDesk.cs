using System.Globalization;
using EvidenceBase.Access.Accounts;
using EvidenceBase.Access.Members;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EvidenceBase.Pages.Accounts;

/// <summary>The pages of those who administer accounts. What they do is the same as through the interface for programs.</summary>
internal static class AdministrationDesk
{
    public const string NewPassword = "new-password";

    public static Task<IResult> Show(HttpContext http, Administration administration) => Overview(http, administration);

    public static async Task<IResult> Invite(HttpContext http, Administration administration, AccountLinks links, IValidator<InvitePerson> validator)
    {
        var form = await FormFields.Of(http);
        var note = form["note"].Trim();
        var days = int.TryParse(form["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        var invitation = new InvitePerson(days, note.Length == 0 ? null : note);
        return Wrong(validator.Validate(invitation)) is { } problem
            ? await Overview(http, administration, problem)
            : Link("Invitation", "Whoever opens it first makes an account.", await links.Invite(invitation, http));
    }

    public static async Task<IResult> AppointOwner(HttpContext http, Administration administration, Appointing appointing, IValidator<AppointOwner> validator)
    {
        var form = await FormFields.Of(http);
        var (study, command) = (form["study"].Trim(), new AppointOwner(form.Name("principal")));
        var problem = Wrong(validator.Validate(command)) ?? await appointing.Appoint(study, command, http);
        return await Overview(http, administration, problem, problem is null ? $"{command.Principal} owns the study “{study}” now. Its history says that you appointed them." : null);
    }

    public static async Task<IResult> ShowAccount(string account, HttpContext http, Administration administration, Sessions sessions) =>
        await OneAccount(account, http, administration, sessions);

    public static async Task<IResult> MakeNewPassword(string account, HttpContext http, AccountLinks links, Administration administration, Sessions sessions)
    {
        var (link, problem) = await links.NewPassword(account, http);
        return problem is null
            ? Link("New password", $"Whoever opens it first chooses the password of {account}. Make sure that it is they: give it to them in person, or by a channel that is known to be theirs.", link!)
            : await OneAccount(account, http, administration, sessions, problem);
    }

    public static async Task<IResult> Act(string account, string act, HttpContext http, Administration administration, Sessions sessions)
    {
        Func<string, HttpContext, Task<Problem?>>? change = act switch
        {
            "lock" => administration.Lock,
            "unlock" => administration.Unlock,
            "make-administrator" => administration.MakeAdministrator,
            "end-administrator" => administration.EndAdministrator,
            "sign-out" => administration.SignOutEverywhere,
            "reset-second-factor" => administration.ResetSecondFactor,
            _ => null,
        };
        if (change is null)
            return PageDesk.NoSuchPage(http);
        return await change(account, http) is { } problem
            ? await OneAccount(account, http, administration, sessions, problem)
            : TypedResults.LocalRedirect(AccountAddresses.Administer(account));
    }

    private static async Task<IResult> Overview(HttpContext http, Administration administration, Problem? problem = null, string? done = null) =>
        PageDesk.Form<AdministrationPage>(new() { ["Accounts"] = await administration.List(http.RequestAborted), ["Done"] = done }, problem);

    private static async Task<IResult> OneAccount(string name, HttpContext http, Administration administration, Sessions sessions, Problem? problem = null)
    {
        var (account, missing) = await administration.Find(name, http.RequestAborted);
        return missing is not null
            ? PageDesk.Failure(missing)
            : PageDesk.Form<AdministeredAccountPage>(new() { ["Account"] = account, ["Sessions"] = await sessions.Of(name, http.RequestAborted) }, problem);
    }

    private static RazorComponentResult<LinkPage> Link(string title, string what, CreatedLink link) =>
        PageDesk.Page<LinkPage>(new() { ["Title"] = title, ["What"] = what, ["Link"] = link });

    private static Problem? Wrong(FluentValidation.Results.ValidationResult result) => result.Errors.Count == 0
        ? null
        : new(ProblemKind.Malformed, "invalid", result.Errors[0].ErrorMessage, CommandDesk.Camel(result.Errors[0].PropertyName));
}
