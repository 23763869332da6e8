using EvidenceBase.Database;
using EvidenceBase.Platform.Secrets;
using Npgsql;

namespace EvidenceBase.Platform;

/// <summary>What a server must not be started with. Each has a message of its own that says what to set.</summary>
public static class ServerSafety
{
    private const int ShortestPassword = 12;

    /// <summary>What is tried first, and what stands as an example in documentation: ours and that of others.</summary>
    private static readonly HashSet<string> Guessed = new(StringComparer.OrdinalIgnoreCase)
    {
        "postgres", "postgresql", "password", "passw0rd", "secret", "example", "changeme", "change-me", "change_me", "changethis", "admin", "administrator",
        "evidencebase", "evidencebase_owner", "evidencebase_service", "mysecretpassword", "please-change", "your-password", "a-long-password", "correct horse battery staple",
    };

    /// <param name="hasMasterKey">Whether the secrets at rest are wrapped under a key that lies elsewhere.</param>
    /// <param name="connections">The connections to the database with the variables that they come from.</param>
    /// <exception cref="DeploymentException">Something is unsafe.</exception>
    public static void Ensure(
        Deployment deployment, IConfiguration configuration, IHostEnvironment environment, bool hasMasterKey, params (string Variable, string? Connection)[] connections)
    {
        if (!deployment.IsServer)
            return;
        if (environment.IsDevelopment())
            throw new DeploymentException("A server does not run in the environment “Development”, which shows what is inside of it. Unset ASPNETCORE_ENVIRONMENT.");
        if (!hasMasterKey)
        {
            throw new DeploymentException(
                $"A server needs a master key, or a copy of its data folder opens every text: set {MasterKeySettings.Present}_FILE to a file that lies elsewhere. "
                + "Make one with: openssl rand -base64 32 (docs/secrets.md)");
        }

        if (!string.IsNullOrEmpty(configuration["EvidenceBase:Bundle"]) && string.IsNullOrEmpty(configuration["EvidenceBase:Owner"]))
            throw new DeploymentException("A bundle is to be loaded, and nobody is named to own the study: set EvidenceBase__Owner to the name of an account.");
        foreach (var (variable, connection) in connections.Where(one => !string.IsNullOrWhiteSpace(one.Connection)))
            EnsurePassword(variable, new NpgsqlConnectionStringBuilder(connection));
    }

    /// <summary>Whether a secret is one that everybody tries, or too short to resist being tried.</summary>
    public static bool IsGuessed(string secret) => secret.Length < ShortestPassword || Guessed.Contains(secret) || secret.Distinct().Count() < 5;

    private static void EnsurePassword(string variable, NpgsqlConnectionStringBuilder connection)
    {
        // Over a socket of the machine, or with a certificate, PostgreSQL knows who comes without a password.
        if (string.IsNullOrEmpty(connection.Password) && (connection.Host?.StartsWith('/') == true || !string.IsNullOrEmpty(connection.SslCertificate)))
            return;
        if (string.IsNullOrEmpty(connection.Password) || connection.Password == connection.Username || IsGuessed(connection.Password))
        {
            throw new DeploymentException(
                $"The password of {connection.Username} in {variable} is missing, shorter than {ShortestPassword} characters, or one that everybody tries. "
                + "Give the role another one: openssl rand -hex 24");
        }
    }
}
