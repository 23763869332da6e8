using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Http;

/// <summary>What the caller may do in the study that the address names, as it was decided before the endpoint was reached.</summary>
public sealed record GrantedRights(IReadOnlySet<Right> Rights)
{
    public static bool Include(HttpContext http, Right right) => http.Features.Get<GrantedRights>()?.Rights.Contains(right) == true;
}
