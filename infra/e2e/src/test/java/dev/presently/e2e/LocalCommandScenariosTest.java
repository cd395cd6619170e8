package dev.presently.e2e;

class LocalCommandScenariosTest extends CommandScenarios {
  @Override
  Deployment deployment() {
    return new LocalDeployment();
  }
}
