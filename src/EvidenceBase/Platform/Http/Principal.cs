namespace EvidenceBase.Platform.Http;

/// <summary>
/// Who acts. On one's own machine there is one local owner, named in the configuration (<c>EvidenceBase:Owner</c>, else the account that
/// runs the service); the actor of an event is never what a client says of itself.
/// </summary>
public sealed class Principal(IConfiguration configuration)
{
    public string Name { get; } = configuration["EvidenceBase:Owner"] is { Length: > 0 } owner ? owner : $"local:{Environment.UserName}";
}
