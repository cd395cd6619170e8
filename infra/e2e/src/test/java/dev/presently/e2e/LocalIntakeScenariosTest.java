package dev.presently.e2e;

class LocalIntakeScenariosTest extends IntakeScenarios {
  @Override
  Deployment deployment() {
    return new LocalDeployment();
  }
}
