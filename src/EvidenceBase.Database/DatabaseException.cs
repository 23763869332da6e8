namespace EvidenceBase.Database;

/// <summary>The database could not be found, started or migrated. The message is written for the person who runs the service: what was wrong, where, what to do.</summary>
public sealed class DatabaseException : Exception
{
    public DatabaseException(string message) : base(message) { }

    public DatabaseException(string message, Exception innerException) : base(message, innerException) { }
}
