namespace EvidenceBase.Record.Kernel;

/// <summary>The names under which it stands beside an event why it was recorded, and how. They are stored, and never change.</summary>
public static class EventHeaders
{
    public const string OnBehalfOf = "on-behalf-of";
    public const string Token = "token";
    public const string Reason = "reason";
    public const string Software = "software";

    /// <summary>The key of the command that is undone or done again.</summary>
    public const string Reverses = "reverses";
}
