namespace EvidenceBase.Access.Trail;

/// <summary>What is on the trail. Stored by these names: they do not change.</summary>
public enum TrailAction
{
    /// <summary>Somebody signed in; “detail” says how, where it is known: <c>pwd</c>, <c>otp</c> and the like, as RFC 8176 names them; else passkey, institution.</summary>
    SignedIn,

    /// <summary>A sign-in was refused; the actor is the account that it was tried on, where there is such an account.</summary>
    SignInFailed,

    /// <summary>“everywhere” in “detail”, where all browsers of the account were.</summary>
    SignedOut,

    /// <summary>What somebody signs in with was changed; “detail” says what.</summary>
    CredentialsChanged,

    /// <summary>Somebody got an account; “detail” says by what kind of link.</summary>
    AccountMade,

    /// <summary>An administrator did something with an account, which is the thing; “detail” says what.</summary>
    AccountAdministered,

    /// <summary>An access token was made.</summary>
    TokenCreated,

    /// <summary>An access token was ended.</summary>
    TokenRevoked,

    /// <summary>An access token was used from an address: told once an hour of its use.</summary>
    TokenUsed,

    /// <summary>
    /// A token was sent that is unknown, expired or revoked, or whose holder's account is disabled: from each address the first of a minute, then,
    /// in “detail”, how many more came in it.
    /// </summary>
    TokenRefused,

    /// <summary>Somebody who is signed in was refused something; “detail” says what.</summary>
    AccessRefused,

    /// <summary>Words of an interview or a confidential document were shown.</summary>
    TextViewed,

    /// <summary>Something left the service in a form that is made to be kept: a file, a table, the record itself.</summary>
    Exported,
}

/// <param name="Kind">As in addresses and citations: <c>document</c>, <c>coding</c>, <c>figure</c>; also <c>token</c>, <c>matrix</c>, <c>history</c>, <c>payloads</c>, <c>bundle</c>.</param>
public sealed record TrailThing(string Kind, Guid? Id, string? Key = null);

/// <summary>One entry of the trail.</summary>
/// <param name="Number">In the order in which they were written; there may be gaps.</param>
/// <param name="Study">Null for what belongs to none.</param>
/// <param name="Actor">Null where nobody was signed in.</param>
/// <param name="Token">The name of the access token that they came with.</param>
/// <param name="Address">From which they came.</param>
public sealed record TrailEntry(
    long Number,
    DateTimeOffset At,
    string? Study,
    string? Actor,
    string? Token,
    string? Address,
    TrailAction Action,
    TrailThing? Thing,
    string? Detail);
