namespace TencentLvb.Emulator;

/// <summary>Creates IDs for CreateRecordTask: 57 to 63 random letters and digits.</summary>
internal static class RecordTaskId
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Returns an ID that depends only on the number.</summary>
    public static string Make(int number)
    {
        var seed = SeededRandom.Hash("record task " + Wire.Text(number));
        var id = new char[57 + (int)(SeededRandom.Of(seed, -1) * 7)];
        for (var i = 0; i < id.Length; i++)
        {
            id[i] = Alphabet[(int)(SeededRandom.Of(seed, i) * Alphabet.Length)];
        }

        // Never a number, to reveal clients that read it as one.
        id[0] = 'U';
        return new string(id);
    }
}
