using EvidenceBase.Access.Members;
using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Access.Tokens;

/// <summary>Makes an access token for scripts.</summary>
/// <param name="Name">By which it is listed and stands with the events that it sends.</param>
/// <param name="Rights">What it may do at most.</param>
/// <param name="Days">After how many days it expires, 1 to 366.</param>
/// <param name="Principal">A service account of the study, by an owner; else the token acts for whoever makes it.</param>
[Example("""{"name":"nightly import","rights":["read","code"],"days":30,"principal":"service:importer"}""")]
public sealed record CreateToken(string Name, IReadOnlyList<Right> Rights, int Days = 90, string? Principal = null);

/// <summary>A new token with its secret, which is shown here and never again.</summary>
public sealed record CreatedToken(string Secret, AccessToken Token);

public sealed class CreateTokenValidator : AbstractValidator<CreateToken>
{
    public CreateTokenValidator()
    {
        RuleFor(command => command.Name).HumanKey();
        RuleFor(command => command.Rights).NotEmpty().WithMessage("Name at least one right that the token gives.");
        RuleForEach(command => command.Rights).IsInEnum();
        RuleFor(command => command.Days).InclusiveBetween(1, 366).WithMessage("A token expires after 1 to 366 days.");
        RuleFor(command => command.Principal!).Must(principal => MemberName.IsValid(principal) && MemberName.IsServiceAccount(principal))
            .When(command => command.Principal is not null)
            .WithMessage("Tokens are made for oneself, or by an owner for a service account of the study (service:…).");
    }
}

public static class CreateTokenEndpoint
{
    /// <summary>Makes an access token of this study. Its secret is in this answer and nowhere else; a repeat makes another one.</summary>
    [WolverinePost("/api/studies/{study}/tokens")]
    [Refuses(422)]
    [Needs(Right.Read)]
    [Takes(typeof(CreateToken))]
    [Gives(typeof(CreatedToken), statusCode: StatusCodes.Status201Created)]
    public static async Task<IResult> Post(
        string study, HttpContext http, AccessTokens tokens, Memberships memberships, IValidator<CreateToken> validator, AccessTrail trail, TimeProvider clock)
    {
        var (command, refused) = await CommandDesk.Read(http, validator);
        if (refused is not null)
            return refused;
        var caller = Caller.Required(http);
        if (await Refusal(study, command!, caller, http, memberships) is { } problem)
            return Problems.Result(problem);

        var (secret, now) = (TokenSecret.New(), clock.GetUtcNow());
        var token = new AccessToken(
            Guid.CreateVersion7(), study, command!.Principal ?? caller.Name, command.Name, [.. command.Rights.Distinct().Order()], caller.Name, now, now.AddDays(command.Days), null, null);
        await trail.Record(http, TrailAction.TokenCreated, study, new("token", token.Id, token.Name), $"for {token.Principal}: {string.Join(", ", token.Rights)}");
        await tokens.Add(token, secret, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new CreatedToken(secret, token), RecordJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<Problem?> Refusal(string study, CreateToken command, Caller caller, HttpContext http, Memberships memberships)
    {
        if (caller.TokenStudy is not null)
            return new(ProblemKind.Forbidden, "in-person-only", "An access token cannot make others; sign in yourself.");
        if (command.Principal is not { } account)
            return command.Rights.Where(right => !GrantedRights.Include(http, right)).Select(right => (Right?)right).FirstOrDefault() is { } lacking
                ? Problem.Unprocessable("right-not-yours", $"You have no right “{lacking}” in this study that a token of yours could give.", "rights")
                : null;
        if (!GrantedRights.Include(http, Right.Manage))
            return new(ProblemKind.Forbidden, "not-allowed", "Tokens for service accounts are made by an owner of the study.");
        return await memberships.RoleOf(study, account, http.RequestAborted) is null
            ? Problem.Unprocessable("unknown-reference", $"“{account}” is no member of this study. Add it with a role first.", "principal")
            : null;
    }
}
