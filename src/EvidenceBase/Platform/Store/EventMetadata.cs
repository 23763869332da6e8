using System.Reflection;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Record.Kernel;
using Marten;

namespace EvidenceBase.Platform.Store;

/// <summary>What is stamped on every event: who, for whom, why, in which course of things, by which software.</summary>
public static class EventMetadata
{
    public static string SoftwareVersion { get; } =
        typeof(EventMetadata).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    internal static void Stamp(IDocumentSession session, CommandEnvelope envelope)
    {
        session.LastModifiedBy = envelope.Actor;
        session.CorrelationId = envelope.CorrelationId;
        session.CausationId = envelope.CausationId ?? envelope.IdempotencyKey;
        foreach (var (name, value) in Headers(envelope))
            session.SetHeader(name, value);
    }

    internal static Dictionary<string, string> Headers(CommandEnvelope envelope)
    {
        var headers = new Dictionary<string, string> { [EventHeaders.Software] = SoftwareVersion };
        if (envelope.OnBehalfOf is not null)
            headers[EventHeaders.OnBehalfOf] = envelope.OnBehalfOf;
        if (envelope.Token is not null)
            headers[EventHeaders.Token] = envelope.Token;
        if (envelope.Reason is not null)
            headers[EventHeaders.Reason] = envelope.Reason;
        return headers;
    }
}
