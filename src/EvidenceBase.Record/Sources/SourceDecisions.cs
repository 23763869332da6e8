using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Sources;

public static class SourceDecisions
{
    public static Decision Register(string key, CslItem item, SourceAnnotations annotations)
    {
        if (!HumanKey.IsValid(key))
            return Problem.Unprocessable("key-invalid", $"“{key}” cannot be a citation key. {HumanKey.Rule}", "key");
        return SourceFlaws.Find(key, item, annotations) is { } flaw
            ? flaw
            : Decision.Accept(new SourceRegistered(key, item with { Id = key }, annotations));
    }

    public static Decision Correct(Source source, CslItem item, SourceAnnotations annotations)
    {
        if (source.IsWithdrawn)
        {
            return Problem.Conflict(
                "withdrawn",
                $"The source “{source.Key}” is withdrawn; its description stands as it was. Register the work under a new key if it is to be cited again.");
        }

        if (SourceFlaws.Find(source.Key, item, annotations) is { } flaw)
            return flaw;
        var corrected = new SourceCorrected(item with { Id = source.Key }, annotations);
        return corrected.Item == source.Item && corrected.Annotations == source.Annotations ? Decision.Accept() : Decision.Accept(corrected);
    }

    public static Decision Withdraw(Source source, string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Problem.Unprocessable(
                "reason-missing", "Say why the source is withdrawn; readers of what cites it will want to know.", "reason");
        }

        return source.IsWithdrawn
            ? Problem.Conflict("withdrawn", $"The source “{source.Key}” is withdrawn already: {source.WithdrawnReason}")
            : Decision.Accept(new SourceWithdrawn(reason));
    }
}
