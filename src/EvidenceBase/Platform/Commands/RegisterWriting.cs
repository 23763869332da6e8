using System.Text.Json;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Commands;

/// <summary>What a command's events change in the register, as rows to be written with them.</summary>
internal static class RegisterWriting
{
    public static IEnumerable<ExtraRow> Rows(string study, StreamTarget target, IReadOnlyList<object> events)
    {
        var changes = events.SelectMany(@event => target.Definition.RegisterChanges(target.Id, @event)).ToList();
        var version = target.Version + events.Count;
        if (target.IsNew && !changes.OfType<RegisterChange.Enters>().Any(enters => enters.Id == target.Id))
            yield return Enters(study, target.Id, new(target.Definition.Kind, target.Id, target.Named.Name), version);
        foreach (var change in changes)
        {
            switch (change)
            {
                case RegisterChange.Enters enters:
                    yield return Enters(study, target.Id, enters, enters.Id == target.Id ? version : 1);
                    break;
                case RegisterChange.Changes changed when changed.Id != target.Id:
                    yield return new(
                        "update evidence.register set version = version + 1, facts = facts || ?::jsonb where study = ? and id = ?",
                        [Json(changed.Facts), study, changed.Id]);
                    break;
                case RegisterChange.Changes { Facts: not null } changed:
                    yield return new(
                        "update evidence.register set facts = facts || ?::jsonb where study = ? and id = ?",
                        [Json(changed.Facts), study, changed.Id]);
                    break;
                case RegisterChange.Stands stands:
                    yield return new(
                        "update evidence.register set standing = ? where study = ? and id = ?", [(short)stands.Standing, study, stands.Id]);
                    break;
            }
        }

        if (!target.IsNew)
            yield return new("update evidence.register set version = ? where study = ? and id = ?", [version, study, target.Id]);
    }

    private static ExtraRow Enters(string study, Guid streamId, RegisterChange.Enters enters, long version) => new(
        "insert into evidence.register (study, id, kind, key, stream_id, version, facts) values (?, ?, ?, nullif(?, ''), ?, ?, ?::jsonb)",
        [study, enters.Id, enters.Kind, enters.Key ?? string.Empty, streamId, version, Json(enters.Facts)]);

    private static string Json(IReadOnlyDictionary<string, string>? facts) => facts is null ? "{}" : JsonSerializer.Serialize(facts);
}
