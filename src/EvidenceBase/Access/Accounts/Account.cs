using Microsoft.AspNetCore.Identity;

namespace EvidenceBase.Access.Accounts;

/// <summary>
/// A person's account on a server. Its name is the actor of events and the member of studies: it is never changed and never given to anyone
/// else, so that accounts are disabled and not deleted.
/// </summary>
public sealed class Account : IdentityUser<Guid>
{
    public Account()
    {
        Id = Guid.CreateVersion7();
        SecurityStamp = Guid.NewGuid().ToString();
    }

    /// <summary>The name as the person writes it, in any script; for reading only.</summary>
    public string? DisplayName { get; set; }

    /// <summary>Whether they administer accounts; that gives no role in any study.</summary>
    public bool Administers { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? DisabledAt { get; set; }
}
