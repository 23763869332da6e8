using EvidenceBase.Formats.Studies;
using Shouldly;

namespace EvidenceBase.Tests.Studies;

/// <summary>The study that ships with the project, read once.</summary>
internal static class ShippedStudy
{
    private static readonly Lazy<StudyBundle> Read = new(() =>
    {
        var reading = StudyBundle.Read(Path.Combine(BundleFiles.Repository(), "studies", "chen-2014"));
        reading.Errors.ShouldBeEmpty(string.Join('\n', reading.Errors));
        reading.NotUnderstood.ShouldBeEmpty(string.Join('\n', reading.NotUnderstood));
        return reading.Content!;
    });

    public static StudyBundle Bundle => Read.Value;
}
