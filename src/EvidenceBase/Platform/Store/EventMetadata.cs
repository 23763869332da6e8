using System.Reflection;
using EvidenceBase.Platform.Commands;
using Marten;

namespace EvidenceBase.Platform.Store;

/// <summary>What is stamped on every event: who, for whom, why, in which course of things, by which software.</summary>
public static class EventMetadata
{
    public const string OnBehalfOf = "on-behalf-of";
    public const string Reason = "reason";
    public const string Software = "software";

    public static string SoftwareVersion { get; } =
        typeof(EventMetadata).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    internal static void Stamp(IDocumentSession session, CommandEnvelope envelope)
    {
        session.LastModifiedBy = envelope.Actor;
        session.CorrelationId = envelope.CorrelationId;
        session.CausationId = envelope.CausationId ?? envelope.IdempotencyKey;
        session.SetHeader(Software, SoftwareVersion);
        if (envelope.OnBehalfOf is not null)
            session.SetHeader(OnBehalfOf, envelope.OnBehalfOf);
        if (envelope.Reason is not null)
            session.SetHeader(Reason, envelope.Reason);
    }
}
