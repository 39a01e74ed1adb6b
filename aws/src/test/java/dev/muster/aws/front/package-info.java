/**
 * A strict front before an emulator of AWS: refuses what AWS refuses and the emulator takes, answers what the emulator
 * lacks, and breaks things on purpose. One class a rule. The program under test knows nothing of it.
 */
package dev.muster.aws.front;
