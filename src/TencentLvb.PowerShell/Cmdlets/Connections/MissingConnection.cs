using System.Management.Automation.Host;

namespace TencentLvb.Cmdlets;

/// <summary>Creates the error of a session without a connection. The recommended action depends on the kind of session.</summary>
internal static class MissingConnection
{
    private const string OwnSession =
        "Another session of this process is connected, but thread jobs, ForEach-Object -Parallel and runspaces have their own sessions. "
            + "To use its connection, run $c = Get-LvbConnection in that session, and pass -Connection $using:c. ";

    private const string OtherProcess =
        "A background job or remote session starts without a connection. "
            + "A connection that is passed to it has no key: connect inside the job or session. ";

    private const string Emulated =
        "An emulator is running in this session. To use it, pipe the object from Start-LvbEmulator to Connect-Lvb. ";

    public static LvbException In(PSHost host)
    {
        var error = LvbErrors.NotConnected();
        var hint = RunningEmulators.Here().Count > 0 ? Emulated
            : host.Name == "ServerRemoteHost" ? OtherProcess
            : CurrentConnection.IsElsewhere ? OwnSession
            : "";
        return hint.Length == 0
            ? error
            : error.With(error.Message, hint + error.RecommendedAction.Replace(
                "Connect first.", "To connect to an account in this session, use one of these commands."));
    }
}
