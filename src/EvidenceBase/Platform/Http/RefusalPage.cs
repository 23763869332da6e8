using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Http;

/// <summary>Carried by endpoints that people reach with a browser: how a refusal is shown to them.</summary>
/// <param name="Show">Takes the problem and whether signing in could help.</param>
public sealed record RefusalPage(Func<HttpContext, Problem, bool, Task> Show);
