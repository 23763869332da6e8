using EvidenceBase.Record.Kernel;
using Wolverine;
using Wolverine.Runtime.Serialization;
using Wolverine.Transports.Local;

namespace EvidenceBase.Intake;

internal static class IntakeConfiguration
{
    public static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<Acceptance>();
        services.AddSingleton<Outcomes>();
        services.AddSingleton<IntakeReads>();
    }

    public static void UseIntakeQueue(this WolverineOptions wolverine)
    {
        var queue = wolverine.LocalQueue("intake").UseDurableInbox().MaximumParallelMessages(4);
        queue.DefaultSerializer(new SystemTextJsonSerializer(new(RecordJson.Options)));

        // One id from receipt to dead letter.
        queue.CustomizeOutgoing(envelope => envelope.Id = ((CodedEvidence)envelope.Message!).Id);
        wolverine.PublishMessage<CodedEvidence>().ToLocalQueue("intake");
    }
}
