using EvidenceBase.IntegrationTests.Platform;

[assembly: AssemblyFixture(typeof(SharedService))]
