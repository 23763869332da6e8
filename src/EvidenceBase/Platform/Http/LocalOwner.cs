namespace EvidenceBase.Platform.Http;

/// <summary>
/// The one owner of a laptop's studies, and whoever a bundle is loaded for: named in the configuration (<c>EvidenceBase:Owner</c>), else
/// the account that runs the service.
/// </summary>
public sealed class LocalOwner(IConfiguration configuration)
{
    public string Name { get; } = configuration["EvidenceBase:Owner"] is { Length: > 0 } owner ? owner : $"local:{Environment.UserName}";
}
