using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace EvidenceBase.Database;

/// <summary>The service's role on a server of which only the owner's connection is known.</summary>
internal static class ServiceLogin
{
    /// <summary>
    /// Makes the role if it does not let the service in yet. Its password is derived from the owner's, not drawn: every node of a service that knows
    /// the one knows the other, and none locks the others out by setting a new one.
    /// </summary>
    /// <exception cref="DatabaseException">The server does not answer, or the owner may not make roles.</exception>
    public static async Task<NpgsqlConnectionStringBuilder> EnsureAsync(NpgsqlConnectionStringBuilder owner, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(owner.Password))
            throw new DatabaseException(
                $"{DatabaseSettings.OwnerVariable} has no password, so that none can be derived for {ClusterRoles.Service}. Make that role yourself and give its connection in {DatabaseSettings.ServiceVariable}.");
        if (owner.Username == ClusterRoles.Service)
            throw new DatabaseException($"{DatabaseSettings.OwnerVariable} names {ClusterRoles.Service}, which is the service's role. The owner must be another one.");
        var service = new NpgsqlConnectionStringBuilder(owner.ConnectionString) { Username = ClusterRoles.Service, Password = PasswordFrom(owner.Password) };
        if (await LetsIn(service, cancellationToken))
            return service;
        try
        {
            await using var connection = await ClusterRoles.Connect(owner.ConnectionString, cancellationToken);
            await ClusterRoles.EnsureLogin(connection, ClusterRoles.Service, service.Password!, cancellationToken);
            await ClusterRoles.GrantUse(connection, owner.Database!, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new DatabaseException(
                $"{owner.Username} may not make or change the role {ClusterRoles.Service} ({exception.MessageText}). Let an administrator run\n" +
                $"  alter role {owner.Username} createrole;\n" +
                $"or make the role (create role {ClusterRoles.Service} login password '…') and give its connection in {DatabaseSettings.ServiceVariable}.", exception);
        }
        catch (NpgsqlException exception)
        {
            throw new DatabaseException($"The database {owner.Database} on {owner.Host}:{owner.Port} did not let {owner.Username} in: {exception.Message}", exception);
        }

        return service;
    }

    /// <summary>Slow on purpose: from the service's password nobody shall guess the owner's.</summary>
    private static string PasswordFrom(string ownerPassword) => Convert.ToHexStringLower(
        Rfc2898DeriveBytes.Pbkdf2(ownerPassword, Encoding.UTF8.GetBytes(ClusterRoles.Service), 600_000, HashAlgorithmName.SHA256, 24));

    private static async Task<bool> LetsIn(NpgsqlConnectionStringBuilder service, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await ClusterRoles.Connect(service.ConnectionString, cancellationToken);
            return true;
        }
        catch (PostgresException)
        {
            return false;
        }
        catch (NpgsqlException exception)
        {
            throw new DatabaseException($"No database answers on {service.Host}:{service.Port} ({DatabaseSettings.OwnerVariable}): {exception.Message}", exception);
        }
    }
}
