namespace EvidenceBase.Record.Kernel;

/// <summary>What someone may do in a study. Every endpoint names the one right that it needs; roles and access tokens are sets of rights.</summary>
public enum Right
{
    /// <summary>See the record: everything but the words of interviews and confidential documents.</summary>
    Read,

    /// <summary>See those words, as far as consent allows.</summary>
    ReadTexts,

    /// <summary>Code segments and statements, define codes, write memos.</summary>
    Code,

    /// <summary>Change everything else in the record: sources, interviews, documents, the codebook, figures, cases, claims, arguments.</summary>
    Write,

    /// <summary>Decide about the study itself: members, service accounts, title, releases, archiving.</summary>
    Manage,

    /// <summary>See who signed in, read and exported what, have the record replayed, attest to it.</summary>
    Audit,
}
