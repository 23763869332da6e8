using Npgsql;

namespace EvidenceBase.Platform.Store;

/// <summary>Which failures say that the database is not there for now – and nothing about what was asked of it.</summary>
internal static class DatabaseAbsence
{
    public static bool IsCauseOf(Exception exception) => Causes(exception).Any(cause => cause is NpgsqlException { IsTransient: true } and not PostgresException
        or PostgresException
        {
            SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.DiskFull or PostgresErrorCodes.ReadOnlySqlTransaction,
        });

    /// <summary>The exception and what stands behind it, outermost first.</summary>
    public static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
