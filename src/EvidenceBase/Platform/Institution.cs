namespace EvidenceBase.Platform;

/// <summary>An institution whose people sign in to a server with OpenID Connect.</summary>
/// <param name="Authority">Its issuer, under which <c>/.well-known/openid-configuration</c> says the rest.</param>
/// <param name="Name">As people call it; stands on the sign-in page.</param>
/// <param name="SubjectClaim">The claim that says which of its people it is: one that never changes and is never given to anyone else.</param>
/// <param name="IsOpen">Whether all of its people may make accounts; else only those who were invited.</param>
public sealed record Institution(Uri Authority, string ClientId, string ClientSecret, string Name, string SubjectClaim, bool IsOpen)
{
    private const string Section = "EvidenceBase:Institution";
    private const string Variables = "EvidenceBase__Institution__";

    /// <returns>Null where none is named.</returns>
    /// <exception cref="DeploymentException">The settings are unsafe, incomplete or unreadable.</exception>
    public static Institution? Of(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section);
        if (string.IsNullOrEmpty(settings[nameof(Authority)]))
        {
            return settings.GetChildren().Any()
                ? throw new DeploymentException($"An institution is set up and its address is missing: set {Variables}Authority, its issuer.")
                : null;
        }

        if (!Uri.TryCreate(settings[nameof(Authority)], UriKind.Absolute, out var authority) || (authority.Scheme != Uri.UriSchemeHttps && !authority.IsLoopback))
            throw new DeploymentException($"{Variables}Authority is the https address of the institution's issuer; it is “{settings[nameof(Authority)]}”.");
        return new(
            authority,
            Required(settings, nameof(ClientId), "the name under which the institution knows this server"),
            Secret(settings),
            settings[nameof(Name)] is { Length: > 0 } name ? name : authority.Host,
            settings[nameof(SubjectClaim)] is { Length: > 0 } claim ? claim : "sub",
            settings["Open"] switch
            {
                null or "" or "false" => false,
                "true" => true,
                var other => throw new DeploymentException($"{Variables}Open is “true” or “false”, not “{other}”."),
            });
    }

    private static string Secret(IConfigurationSection settings)
    {
        if (settings["ClientSecretFile"] is not { Length: > 0 } file)
            return Required(settings, nameof(ClientSecret), "the secret that the institution gave to this server; or ClientSecretFile, a file that holds it");
        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } secret ? secret : throw new DeploymentException($"{Variables}ClientSecretFile: {file} is empty.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DeploymentException($"{Variables}ClientSecretFile: {file} cannot be read: {exception.Message}");
        }
    }

    private static string Required(IConfigurationSection settings, string name, string what) => settings[name] is { Length: > 0 } value
        ? value
        : throw new DeploymentException($"An institution is set up and {Variables}{name} is missing: {what}.");
}
