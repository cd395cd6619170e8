package dev.presently.api.command;

import dev.presently.api.CommandResponse;
import dev.presently.api.Responses;
import dev.presently.api.session.SessionJson;
import dev.presently.api.subscription.SubscribeResultsJson;
import dev.presently.core.command.Command;
import dev.presently.core.engine.ExecuteCommand;

/** Says how each command ended as its operation says it. */
public final class CommandResultJson {
  private CommandResultJson() {}

  public static CommandResponse answer(Command command, ExecuteCommand.Result result) {
    return switch (result) {
      case ExecuteCommand.Result.Done() ->
          new CommandResponse.Data(done -> done.truth("success", true));
      case ExecuteCommand.Result.Became(var session) ->
          new CommandResponse.Data(json -> SessionJson.write(json, session));
      case ExecuteCommand.Result.Subscribed(var wishes) ->
          new CommandResponse.Data(
              json -> SubscribeResultsJson.write(json, command.session(), wishes));
      case ExecuteCommand.Result.Refused(var why) ->
          new CommandResponse.Failed(Responses.refused(why, command.session()));
    };
  }
}
