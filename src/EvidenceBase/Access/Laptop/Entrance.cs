using EvidenceBase.Access.Trail;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Wolverine.Http;

namespace EvidenceBase.Access.Laptop;

/// <summary>An address that signs a browser in, once.</summary>
public sealed record SignInAddress(string Address);

/// <summary>Signs the browser of a laptop's owner in.</summary>
public static class Entrance
{
    public const string Scheme = "Laptop";

    /// <summary>An address that works once is a one-time password, by the names of RFC 8176.</summary>
    private const string Means = "otp";

    /// <summary>A new address that signs a browser in as the owner of this laptop, once.</summary>
    [WolverinePost("/api/sign-in-addresses")]
    [NeedsAdministrator]
    [Gives(typeof(SignInAddress), statusCode: StatusCodes.Status201Created)]
    public static IResult Post(HttpContext http, LocalAccess local, Deployment deployment) => deployment.IsServer
        ? Problems.Result(new Problem(ProblemKind.NotFound, "not-found", "People sign in to a server with their accounts."))
        : TypedResults.Json(
            new SignInAddress($"{http.Request.Scheme}://{http.Request.Host}{local.NewEntrance()}"), RecordJson.Options, statusCode: StatusCodes.Status201Created);

    public static void MapEntrance(this WebApplication app) => app
        .MapGet("/enter", Enter)
        .WithMetadata(new OpenToAnyoneAttribute("The token in the address, which works once, is what signs in."))
        .ExcludeFromDescription();

    private static async Task<IResult> Enter(HttpContext http, LocalAccess local, AccessTrail trail, string? token = null)
    {
        if (token is not null && local.Enter(token))
        {
            await trail.Record(http, TrailAction.SignedIn, detail: Means, actor: local.Caller.Name);
            await http.SignInAsync(Scheme, local.Caller.ToPrincipal(Scheme), new() { IsPersistent = true });
            return TypedResults.Redirect("/");
        }

        if (token is not null)
            await trail.Record(http, TrailAction.SignInFailed, detail: Means);
        if (Caller.Of(http) is null)
            return Problems.Result(new Problem(ProblemKind.Unauthenticated, "entrance-used", "This address worked once and is used up. Get another one with: make address"));
        return TypedResults.Redirect("/");
    }
}

/// <summary>Says, once the service answers, which address to open.</summary>
internal sealed class EntranceNotice(LocalAccess local, Deployment deployment, IServer server, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!deployment.IsServer)
        {
            _ = local.ScriptToken;
            lifetime.ApplicationStarted.Register(Say);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Say()
    {
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address)
            Console.WriteLine($"Open {address.TrimEnd('/')}{local.NewEntrance()} (works once; “make address” gives another)");
    }
}
