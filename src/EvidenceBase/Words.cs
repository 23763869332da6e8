using EvidenceBase.Access;
using EvidenceBase.Access.Laptop;
using EvidenceBase.Agreement;
using EvidenceBase.Audit;
using EvidenceBase.Audit.Attestations;
using EvidenceBase.Audit.Bundles;
using EvidenceBase.Audit.Log;
using EvidenceBase.Audit.Replays;
using EvidenceBase.Audit.TimeStamps;
using EvidenceBase.Audit.Witnesses;
using EvidenceBase.Codings;
using EvidenceBase.Differences;
using EvidenceBase.Documents;
using EvidenceBase.Exchange;
using EvidenceBase.Intake;
using EvidenceBase.Matrices;
using EvidenceBase.Pages;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Reversals;
using EvidenceBase.Rounds;
using EvidenceBase.Studies;
using EvidenceBase.WhereUsed;
using Wolverine;

namespace EvidenceBase;

/// <summary>What each word adds to the service beyond its endpoints and validators, which are found by themselves.</summary>
internal static class Words
{
    public static void AddWords(IServiceCollection services, Deployment deployment)
    {
        services.AddAccess(deployment);
        services.AddSingleton<History>();
        services.AddSingleton<Reversible>();
        services.AddTransparencyLog();
        services.AddTimeStamps();
        services.AddSingleton<AttestedMoments>();
        services.AddSingleton<Cosignatures>();
        services.AddReplays();
        services.AddSingleton<BundleReads>();
        services.AddSingleton<StudyDifferences>();
        services.AddSingleton<DifferenceReads>();
        services.AddSingleton<ThingKeys>();
        services.AddSingleton<RowProjection, CodingRows>();
        services.AddSingleton<PartStates, CodingParts>();
        services.AddSingleton<CodingReads>();
        services.AddSingleton<CodingTexts>();
        services.AddSingleton<CodingSuggestions>();
        services.AddSingleton<CodingBatch>();
        services.AddIntake();
        services.AddSingleton<LargeBatch>();
        services.AddSingleton<BatchProgress>();
        services.AddSingleton<AgreementReads>();
        services.AddSingleton<RoundReads>();
        services.AddPages();
        services.AddSingleton<StudyCounts>();
        services.AddSingleton<StudyReads>();
        services.AddSingleton<DocumentTexts>();
        services.AddSingleton<FileReading>();
        services.AddSingleton<WordSearch>();
        services.AddSingleton<UsesReads>();
        services.AddSingleton<CodedMaterials>();
        services.AddSingleton<MatrixReads>();
        services.AddSingleton<StudyLoader>();
        services.AddHostedService<LoadOnStart>();
    }

    public static void AddQueues(WolverineOptions wolverine)
    {
        wolverine.UseIntakeQueue();
    }

    public static void UseAccess(WebApplication app) => AccessConfiguration.UseAccess(app);

    public static void MapPages(WebApplication app)
    {
        app.MapEntrance();
        app.MapRecordPages();
    }
}
