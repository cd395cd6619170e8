package dev.presently.api.command;

import dev.presently.api.Answers;
import dev.presently.api.CommandAnswer;
import dev.presently.api.session.SessionJson;
import dev.presently.api.subscription.WishesJson;
import dev.presently.core.command.Command;
import dev.presently.core.engine.CarryOut;

/** Says how each command ended as its operation says it. */
public final class OperationsJson {
  private OperationsJson() {}

  public static CommandAnswer answer(Command command, CarryOut.Result result) {
    return switch (result) {
      case CarryOut.Result.Done() -> new CommandAnswer.Data(done -> done.truth("success", true));
      case CarryOut.Result.Became(var session) ->
          new CommandAnswer.Data(json -> SessionJson.write(json, session));
      case CarryOut.Result.Subscribed(var wishes) ->
          new CommandAnswer.Data(json -> WishesJson.write(json, command.session(), wishes));
      case CarryOut.Result.Refused(var why) ->
          new CommandAnswer.Failed(Answers.refused(why, command.session()));
    };
  }
}
